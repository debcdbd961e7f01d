// Owns dialogs in the middle of the page; full screen on a phone.
'use client';

import { XMarkIcon } from '@heroicons/react/20/solid';
import { Dialog as DialogPrimitive } from 'radix-ui';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { cn } from './cn.ts';
import { useReturnFocus } from './return-focus.ts';

/** A dialog's state. */
export const Dialog = DialogPrimitive.Root;
/** The dark veil behind a dialog. */
export const overlayLook = 'fixed inset-0 z-50 bg-black/50 data-[state=open]:animate-in data-[state=open]:fade-in-0';

/** A dialog's window; `title` names it, `closeLabel` names the button with the cross. */
export function DialogContent({
  className,
  title,
  description,
  closeLabel,
  children,
  ...rest
}: Omit<ComponentProps<typeof DialogPrimitive.Content>, 'title'> & {
  readonly title: string;
  readonly description: string;
  readonly closeLabel: string;
  readonly children: ReactNode;
}): ReactElement {
  const returnFocus = useReturnFocus();
  return (
    <DialogPrimitive.Portal>
      <DialogPrimitive.Overlay className={overlayLook} />
      <DialogPrimitive.Content
        data-slot="dialog-content"
        onCloseAutoFocus={returnFocus}
        className={cn(
          'fixed top-1/2 left-1/2 z-50 flex max-h-[92dvh] w-[min(44rem,calc(100vw-2rem))] -translate-1/2 flex-col rounded-lg border bg-card shadow-lg max-md:inset-0 max-md:max-h-none max-md:w-full max-md:translate-none max-md:rounded-none max-md:border-0',
          className,
        )}
        {...rest}
      >
        <div className="flex items-start gap-3 border-b px-5 py-4">
          <div className="grow">
            <DialogPrimitive.Title className="text-lg font-semibold">{title}</DialogPrimitive.Title>
            <DialogPrimitive.Description className="text-sm text-muted-foreground">
              {description}
            </DialogPrimitive.Description>
          </div>
          <DialogPrimitive.Close
            aria-label={closeLabel}
            className="inline-flex size-8 items-center justify-center rounded-md hover:bg-muted max-md:size-11"
          >
            <XMarkIcon aria-hidden className="size-5" />
          </DialogPrimitive.Close>
        </div>
        {children}
      </DialogPrimitive.Content>
    </DialogPrimitive.Portal>
  );
}
