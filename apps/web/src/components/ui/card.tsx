// Owns the look of a card: one border, a soft shadow, a radius of 12 px.
import type { ComponentProps, ReactElement } from 'react';
import { cn } from './cn.ts';

/** A card. */
export function Card({ className, ...rest }: ComponentProps<'div'>): ReactElement {
  return <div data-slot="card" className={cn('rounded-lg border bg-card shadow-xs', className)} {...rest} />;
}
