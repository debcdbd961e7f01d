// Owns the address `/servers`.
import type { ReactElement } from 'react';
import { ServersView } from '../../../servers/servers-view.tsx';

export default function ServersPage(): ReactElement {
  return <ServersView />;
}
