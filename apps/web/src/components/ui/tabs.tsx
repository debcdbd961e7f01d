// Owns tabs: one panel of several is shown.
'use client';

import { Tabs as Primitive } from 'radix-ui';
import type { ComponentProps, ReactElement } from 'react';
import { cn } from './cn.ts';

/** Tabs and their panels. */
export const Tabs = Primitive.Root;

/** The row of tabs. */
export function TabsList({ className, ...rest }: ComponentProps<typeof Primitive.List>): ReactElement {
  return <Primitive.List className={cn('inline-flex flex-wrap gap-1 rounded-md bg-muted p-1', className)} {...rest} />;
}

/** One tab. */
export function TabsTrigger({ className, ...rest }: ComponentProps<typeof Primitive.Trigger>): ReactElement {
  return (
    <Primitive.Trigger
      className={cn(
        'h-8 rounded-sm px-3 text-sm font-medium text-muted-foreground data-[state=active]:bg-card data-[state=active]:text-foreground data-[state=active]:shadow-xs dark:data-[state=active]:bg-border max-md:h-11',
        className,
      )}
      {...rest}
    />
  );
}

/** One panel. */
export function TabsContent({ className, ...rest }: ComponentProps<typeof Primitive.Content>): ReactElement {
  return <Primitive.Content className={cn('mt-3', className)} {...rest} />;
}
