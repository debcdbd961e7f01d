// Owns what is shown when a page breaks: cause, next step, and a fresh start.
'use client';

import type { ReactElement } from 'react';
import { ProblemAlert } from '../problem/problem-alert.tsx';
import { failureOf } from '../problem/use-explain.ts';

export default function ErrorPage({ error }: { readonly error: Error }): ReactElement {
  return (
    <main className="mx-auto w-full max-w-2xl p-6">
      <ProblemAlert failure={failureOf(error)} onRetry={() => window.location.reload()} />
    </main>
  );
}
