// Owns the frame of the pages behind the login: the stream, the list of servers, and the shell.
'use client';

import type { ReactElement, ReactNode } from 'react';
import { ServersProvider } from '../../servers/servers-provider.tsx';
import { ConsoleShell } from '../../shell/console-shell.tsx';
import { StreamProvider } from '../../stream/stream-provider.tsx';

export default function ConsoleLayout({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <StreamProvider>
      <ServersProvider>
        <ConsoleShell>{children}</ConsoleShell>
      </ServersProvider>
    </StreamProvider>
  );
}
