// Owns the look of one-line and many-line text fields.
import type { ComponentProps, ReactElement } from 'react';
import { cn } from './cn.ts';

const look =
  'w-full scroll-my-16 rounded-md border border-input bg-card px-3 text-sm text-foreground placeholder:text-muted-foreground disabled:opacity-45 aria-invalid:border-danger aria-invalid:border-2';

/** A one-line field. */
export function Input({ className, type = 'text', ...rest }: ComponentProps<'input'>): ReactElement {
  return <input data-slot="input" type={type} className={cn(look, 'h-9 max-md:h-11', className)} {...rest} />;
}

/** A field of many lines. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>): ReactElement {
  return <textarea data-slot="textarea" className={cn(look, 'min-h-28 py-2 font-mono text-xs', className)} {...rest} />;
}

/** The browser's own choice of one of several. */
export function NativeSelect({ className, ...rest }: ComponentProps<'select'>): ReactElement {
  return <select data-slot="native-select" className={cn(look, 'h-9 w-auto pr-8 max-md:h-11', className)} {...rest} />;
}
