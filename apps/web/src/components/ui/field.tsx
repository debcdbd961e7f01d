// Owns a form field: label, control and what is said under it, tied together for screen readers.
'use client';

import { useId, type ReactElement } from 'react';
import { cn } from './cn.ts';

/** What the control of a field must carry. */
interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** Properties of a field. */
export interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly className?: string;
  readonly children: (control: ControlProps) => ReactElement;
}

/** A labelled control; a complaint stands in place of the hint. */
export function Field({ label, hint, error, className, children }: FieldProps): ReactElement {
  const id = useId();
  const noteId = error || hint ? `${id}-note` : undefined;
  return (
    <div className={cn('grid gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({ id, 'aria-describedby': noteId, 'aria-invalid': error ? true : undefined })}
      {noteId && (
        <p id={noteId} className={error ? 'text-sm break-words text-danger-text' : 'text-xs text-muted-foreground'}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
