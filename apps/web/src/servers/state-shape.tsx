// Owns the shape for a state, so that no state is told by colour alone.
import type { ReactElement } from 'react';
import { cn } from '../components/ui/cn.ts';
import { toneOf, type StateWord, type Tone } from './state-word.ts';

const colours: Readonly<Record<Tone, string>> = {
  good: 'text-success',
  warning: 'text-warning',
  bad: 'text-danger',
  busy: 'text-link',
  off: 'text-muted-foreground',
};

function drawing(word: StateWord): ReactElement {
  if (word === 'running') return <circle cx="7" cy="7" r="5" fill="currentColor" />;
  if (word === 'degraded') {
    return (
      <>
        <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="2" />
        <path d="M7 2a5 5 0 0 0 0 10z" fill="currentColor" />
      </>
    );
  }
  if (word === 'backoff') {
    return (
      <>
        <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="2" />
        <path d="M7 7V2a5 5 0 0 1 5 5z" fill="currentColor" />
      </>
    );
  }
  if (word === 'failed')
    return <path d="M3 3l8 8M11 3l-8 8" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />;
  if (word === 'stuck') return <path d="M7 1.5l6 11H1z" fill="currentColor" />;
  if (word === 'stopped') return <rect x="2.5" y="2.5" width="9" height="9" rx="1.5" fill="currentColor" />;
  return <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3 2.2" />;
}

/** The shape for a word; decorative, the word stands beside it. */
export function StateShape({ word }: { readonly word: StateWord }): ReactElement {
  const tone = toneOf(word);
  return (
    <svg
      aria-hidden
      viewBox="0 0 14 14"
      className={cn('size-3.5 shrink-0', colours[tone], tone === 'busy' && 'animate-pulse')}
    >
      {drawing(word)}
    </svg>
  );
}
