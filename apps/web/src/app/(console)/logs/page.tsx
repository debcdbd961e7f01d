// Owns the address `/logs`.
import { Suspense, type ReactElement } from 'react';
import { LogsView } from '../../../logs/logs-view.tsx';

export default function LogsPage(): ReactElement {
  return (
    <Suspense>
      <LogsView />
    </Suspense>
  );
}
