// Owns the grey shape that stands where content will be.
import type { ComponentProps, ReactElement } from 'react';
import { cn } from './cn.ts';

/** A grey shape; decorative. */
export function Skeleton({ className, ...rest }: ComponentProps<'div'>): ReactElement {
  return <div aria-hidden className={cn('animate-pulse rounded-md bg-border', className)} {...rest} />;
}
