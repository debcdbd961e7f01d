// Owns where the focus goes when a window on top of the page closes: to where it was before.
'use client';

import { useState } from 'react';

/** A handler for the moment a window closes: the focus goes back to what had it when the window opened. */
export function useReturnFocus(): (event: Event) => void {
  const [before] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}
