// Owns the look of buttons: colours tell the kind of action, every label keeps at least 4.5:1.
import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps, MouseEvent, ReactElement } from 'react';
import { cn } from './cn.ts';

/** Class names of a button by variant and size. */
export const buttonVariants = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md text-sm font-medium whitespace-nowrap transition-colors duration-150 active:translate-y-px disabled:opacity-45 aria-disabled:cursor-not-allowed aria-disabled:opacity-45 aria-disabled:active:translate-y-0 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-primary text-primary-foreground not-aria-disabled:hover:bg-primary-hover',
        start: 'bg-success text-on-bright not-aria-disabled:hover:bg-success-hover',
        stop: 'bg-danger-solid text-white not-aria-disabled:hover:bg-danger-hover',
        restart: 'bg-warning text-on-bright not-aria-disabled:hover:bg-warning-hover',
        outline: 'border border-input bg-card text-foreground not-aria-disabled:hover:bg-muted',
        ghost: 'text-foreground not-aria-disabled:hover:bg-muted',
        navbar: 'text-navbar-foreground not-aria-disabled:hover:bg-navbar-border',
      },
      size: {
        default: 'h-9 px-3.5 max-md:min-h-11',
        small: 'h-8 px-2.5 max-md:min-h-11',
        icon: 'size-8 max-md:size-11',
      },
    },
    defaultVariants: { variant: 'primary', size: 'default' },
  },
);

/** Properties of a button. `aria-disabled` keeps it focusable, so that its reason can be read, and stops clicks. */
export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonVariants> & { readonly asChild?: boolean };

/** A button; `asChild` lends its look to the one child, such as a link. */
export function Button({ className, variant, size, asChild = false, onClick, ...rest }: ButtonProps): ReactElement {
  const disabled = rest['aria-disabled'] === true || rest['aria-disabled'] === 'true';
  const Element = asChild ? Slot.Root : 'button';
  const click = (event: MouseEvent<HTMLButtonElement>) => {
    if (disabled) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <Element
      data-slot="button"
      {...(asChild ? {} : { type: 'button' as const })}
      className={cn(buttonVariants({ variant, size }), className)}
      onClick={click}
      {...rest}
    />
  );
}
