// Owns the sheet that slides in from the left: the menu on a phone.
'use client';

import { XMarkIcon } from '@heroicons/react/20/solid';
import { Dialog as SheetPrimitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { overlayLook } from './dialog.tsx';
import { useReturnFocus } from './return-focus.ts';

/** Properties of the sheet. */
export interface SheetProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A sheet with a title and a visible button to close it; open as long as it is mounted. */
export function Sheet({ title, closeLabel, onClose, children }: SheetProps): ReactElement {
  const returnFocus = useReturnFocus();
  return (
    <SheetPrimitive.Root open onOpenChange={onClose}>
      <SheetPrimitive.Portal>
        <SheetPrimitive.Overlay className={overlayLook} />
        <SheetPrimitive.Content
          aria-describedby={undefined}
          onCloseAutoFocus={returnFocus}
          className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] flex-col border-r bg-card shadow-lg data-[state=open]:animate-in data-[state=open]:slide-in-from-left"
        >
          <div className="flex items-center justify-between border-b px-4 py-2">
            <SheetPrimitive.Title className="text-base font-semibold">{title}</SheetPrimitive.Title>
            <SheetPrimitive.Close
              aria-label={closeLabel}
              className="inline-flex size-11 items-center justify-center rounded-md hover:bg-muted"
            >
              <XMarkIcon aria-hidden className="size-5" />
            </SheetPrimitive.Close>
          </div>
          {children}
        </SheetPrimitive.Content>
      </SheetPrimitive.Portal>
    </SheetPrimitive.Root>
  );
}
