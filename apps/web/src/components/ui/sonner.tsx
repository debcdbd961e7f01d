// Owns the toasts: short words on what has just happened, in the page's colours.
'use client';

import { useTheme } from 'next-themes';
import type { ReactElement } from 'react';
import { Toaster as Sonner, type ToasterProps } from 'sonner';

/** The place where toasts appear. */
export function Toaster(props: ToasterProps): ReactElement {
  const { theme } = useTheme();
  return (
    <Sonner
      theme={theme === 'dark' || theme === 'light' ? theme : 'system'}
      position="bottom-right"
      toastOptions={{
        classNames: {
          toast: '!bg-card !text-foreground !border-border !rounded-md !text-sm',
          description: '!text-muted-foreground',
        },
      }}
      {...props}
    />
  );
}
