// Owns the look at a document before anything is made of it: title, operations, tools and warnings.
'use client';

import { useMutation } from '@tanstack/react-query';
import { useRef, type ReactElement } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { useApi } from '../access/use-api.ts';
import { Button } from '../components/ui/button.tsx';
import type { DocumentPreview } from '../contract/index.ts';
import { ProblemAlert } from '../problem/problem-alert.tsx';
import { failureOf } from '../problem/use-explain.ts';
import { invalidFields, sourceOf, suggestName, type CreateForm } from './create-form.ts';

function Warnings({ warnings }: { readonly warnings: DocumentPreview['warnings'] }): ReactElement {
  const t = useTranslations('create.check');
  return (
    <details className="rounded-md border-l-4 border-warning bg-warning-tint px-3 py-2">
      <summary className="font-medium">{t('warnings', { count: warnings.length })}</summary>
      <ul className="mt-2 grid max-h-40 gap-1 overflow-y-auto">
        {warnings.map((warning) => (
          <li key={`${warning.code} ${warning.pointer} ${warning.message}`} className="break-words">
            {warning.message}{' '}
            <code className="font-mono text-xs break-all text-muted-foreground">{warning.pointer}</code>
            {warning.line !== undefined && (
              <span className="text-xs text-muted-foreground"> {t('line', { line: warning.line })}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Preview({ preview }: { readonly preview: DocumentPreview }): ReactElement {
  const t = useTranslations('create.check');
  return (
    <section aria-label={t('result')} className="grid gap-2 rounded-lg border p-3 text-sm">
      <p className="font-medium break-words">
        {preview.title} <span className="font-normal text-muted-foreground">{preview.version}</span>
      </p>
      <p className="text-muted-foreground">
        {t('counts', { operations: preview.operations, tools: preview.tools.length })} · OpenAPI {preview.openapi}
      </p>
      {preview.warnings.length > 0 && <Warnings warnings={preview.warnings} />}
      {preview.tools.length > 0 && (
        <details>
          <summary>{t('tools')}</summary>
          <ul className="mt-2 grid max-h-48 gap-1 overflow-y-auto">
            {preview.tools.map((tool) => (
              <li key={tool.name} className="break-words">
                <code className="font-mono text-xs font-semibold">{tool.name}</code>{' '}
                <code className="font-mono text-xs break-all text-muted-foreground">
                  {tool.method.toUpperCase()} {tool.path}
                </code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** The button that checks the document, and what came of it; fills in a name where none was typed. */
export function DocumentCheck({ form }: { readonly form: UseFormReturn<CreateForm> }): ReactElement {
  const t = useTranslations('create');
  const api = useApi();
  const suggested = useRef('');
  const source = JSON.stringify(sourceOf(form.watch()));
  const check = useMutation({
    mutationFn: (values: CreateForm) => api('previewDocument', { body: sourceOf(values) }),
    onSuccess: (preview) => {
      const name = form.getValues('name');
      if (name !== '' && name !== suggested.current) return;
      suggested.current = suggestName(preview.title);
      form.setValue('name', suggested.current, { shouldValidate: form.formState.isSubmitted });
    },
  });
  const run = () => {
    const values = form.getValues();
    form.clearErrors(values.source);
    if (!invalidFields(values).includes(values.source)) check.mutate(values);
    else form.setError(values.source, { type: 'form', message: t(`invalid.${values.source}`) }, { shouldFocus: true });
  };
  // What was found stands only as long as the fields still name the same document.
  const isCurrent = check.variables !== undefined && JSON.stringify(sourceOf(check.variables)) === source;
  return (
    <div className="grid gap-3" aria-busy={check.isPending}>
      <Button variant="outline" className="justify-self-start" aria-disabled={check.isPending} onClick={run}>
        {check.isPending ? t('check.busy') : t('check.button')}
      </Button>
      <div role="status" className="contents">
        {isCurrent && check.data && <Preview preview={check.data} />}
      </div>
      {isCurrent && check.error && <ProblemAlert failure={failureOf(check.error)} />}
    </div>
  );
}
