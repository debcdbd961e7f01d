// Owns tooltips: words that appear at hover and focus, and describe what they stand at.
'use client';

import { Tooltip as Primitive } from 'radix-ui';
import type { ReactElement } from 'react';

/** Must stand above all tooltips; holds their common delay. */
export const TooltipProvider = Primitive.Provider;

/** `text` shown at hover and focus of the one child. */
export function Tooltip({ text, children }: { readonly text: string; readonly children: ReactElement }): ReactElement {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{children}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 rounded-md bg-[#111827] px-2.5 py-1.5 text-xs text-white shadow-md dark:border dark:border-[#4b5563]"
        >
          {text}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
