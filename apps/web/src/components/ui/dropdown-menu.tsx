// Owns the menu that chooses one of several, such as a language or a theme.
'use client';

import { CheckIcon } from '@heroicons/react/20/solid';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

/** Properties of the menu; `trigger` is one button. */
export interface ChoiceMenuProps {
  readonly trigger: ReactElement;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly choices: readonly { readonly value: string; readonly label: ReactNode; readonly lang?: string }[];
}

/** A menu of radio items. */
export function ChoiceMenu({ trigger, value, onValueChange, choices }: ChoiceMenuProps): ReactElement {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align="end"
          sideOffset={6}
          className="z-50 min-w-36 rounded-md border bg-card p-1 text-foreground shadow-md"
        >
          <Primitive.RadioGroup value={value} onValueChange={onValueChange}>
            {choices.map((choice) => (
              <Primitive.RadioItem
                key={choice.value}
                value={choice.value}
                lang={choice.lang}
                className="relative flex min-h-9 cursor-pointer items-center rounded-sm py-1 pr-3 pl-8 text-sm outline-none data-[highlighted]:bg-muted max-md:min-h-11"
              >
                <Primitive.ItemIndicator className="absolute left-2">
                  <CheckIcon aria-hidden className="size-4" />
                </Primitive.ItemIndicator>
                {choice.label}
              </Primitive.RadioItem>
            ))}
          </Primitive.RadioGroup>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
