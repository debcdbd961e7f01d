// Owns how a toast is shown without its library standing in the way of the first page.

/** What stands under a toast's title; the same `id` is shown once at a time. */
export interface ToastDetail {
  readonly id?: string;
  readonly description?: string;
  /** Milliseconds. */
  readonly duration?: number;
}

/** Fetches what shows toasts. */
export const loadToasts = () => import('sonner');

/** Shows that something failed. */
export async function toastError(title: string, detail: ToastDetail = {}): Promise<void> {
  const { toast } = await loadToasts();
  toast.error(title, detail);
}

/** Shows that something was done. */
export async function toastSuccess(title: string): Promise<void> {
  const { toast } = await loadToasts();
  toast.success(title);
}
