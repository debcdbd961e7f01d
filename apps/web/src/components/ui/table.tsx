// Owns the look of tables.
import type { ComponentProps, ReactElement } from 'react';
import { cn } from './cn.ts';

/** A table's head cell. */
export function TableHead({ className, ...rest }: ComponentProps<'th'>): ReactElement {
  return (
    <th
      scope="col"
      className={cn(
        'px-2.5 py-2 text-left first:pl-4 last:pr-4 text-xs font-medium whitespace-nowrap text-muted-foreground',
        className,
      )}
      {...rest}
    />
  );
}

/** A table's cell. */
export function TableCell({ className, ...rest }: ComponentProps<'td'>): ReactElement {
  return <td className={cn('px-2.5 py-2.5 align-middle first:pl-4 last:pr-4', className)} {...rest} />;
}
