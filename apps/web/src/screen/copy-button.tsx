// Owns the button that puts a text on the clipboard and says so.
'use client';

import { CheckIcon, ClipboardDocumentIcon } from '@heroicons/react/20/solid';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../components/ui/button.tsx';
import { toastError } from './toast.ts';

const SHOWN_MS = 2000;

async function copy(text: string): Promise<void> {
  if (window.isSecureContext) return navigator.clipboard.writeText(text);
  // Over plain HTTP from another machine the clipboard is closed; a selected field can still be copied.
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (!done) throw new Error('The browser refused.');
}

/** Copies `text`; `label` names the button. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }): ReactElement {
  const t = useTranslations('common');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const click = () => {
    copy(text).then(
      () => setCopied(true),
      () => toastError(t('copyFailed'), { description: text }),
    );
  };
  const Icon = copied ? CheckIcon : ClipboardDocumentIcon;
  return (
    <>
      <Button variant="ghost" size="icon" aria-label={label} title={label} onClick={click}>
        <Icon aria-hidden className={copied ? 'text-success-text' : 'text-muted-foreground'} />
      </Button>
      <span role="status" className="sr-only">
        {copied ? t('copied') : ''}
      </span>
    </>
  );
}
