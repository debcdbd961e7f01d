// Owns the page for addresses where nothing is.
import type { ReactElement } from 'react';
import { NotFoundView } from '../shell/not-found-view.tsx';

export default function NotFoundPage(): ReactElement {
  return <NotFoundView />;
}
