// Owns the dialog that asks before damage is done; it opens with the focus on the harmless button.
'use client';

import { AlertDialog as Primitive } from 'radix-ui';
import type { ReactElement } from 'react';
import { buttonVariants } from './button.tsx';
import { overlayLook } from './dialog.tsx';
import { useReturnFocus } from './return-focus.ts';

/** Properties of the question. */
export interface AlertDialogProps {
  readonly title: string;
  readonly description: string;
  readonly cancelLabel: string;
  readonly confirmLabel: string;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** A question with two answers; open as long as it is mounted. */
export function AlertDialog(props: AlertDialogProps): ReactElement {
  const returnFocus = useReturnFocus();
  return (
    <Primitive.Root open onOpenChange={props.onClose}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayLook} />
        <Primitive.Content
          onCloseAutoFocus={returnFocus}
          className="fixed top-1/2 left-1/2 z-50 grid w-[min(28rem,calc(100vw-2rem))] -translate-1/2 gap-3 rounded-lg border bg-card p-5 shadow-lg"
        >
          <Primitive.Title className="text-lg font-semibold break-words">{props.title}</Primitive.Title>
          <Primitive.Description className="text-sm text-muted-foreground">{props.description}</Primitive.Description>
          <div className="mt-2 flex flex-wrap justify-end gap-2">
            <Primitive.Cancel className={buttonVariants({ variant: 'outline' })}>{props.cancelLabel}</Primitive.Cancel>
            <Primitive.Action className={buttonVariants({ variant: 'stop' })} onClick={props.onConfirm}>
              {props.confirmLabel}
            </Primitive.Action>
          </div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
