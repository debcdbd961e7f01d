// Owns the frame of the pages behind the login: the stream, the list of servers, and the shell.
'use client';

import type { ReactElement, ReactNode } from 'react';
import { useFetchedAhead } from '../../screen/fetch-ahead.ts';
import { ServersProvider } from '../../servers/servers-provider.tsx';
import { ConsoleShell } from '../../shell/console-shell.tsx';
import { StreamProvider } from '../../stream/stream-provider.tsx';

const loadLog = () => import('../../logs/process-log.tsx');

export default function ConsoleLayout({ children }: { readonly children: ReactNode }): ReactElement {
  useFetchedAhead(loadLog);
  return (
    <StreamProvider>
      <ServersProvider>
        <ConsoleShell>{children}</ConsoleShell>
      </ServersProvider>
    </StreamProvider>
  );
}
