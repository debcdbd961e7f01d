// Owns where the document comes from: a URL, a file on the manager's machine, or text brought along.
'use client';

import { useState, type ChangeEvent, type ReactElement } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { buttonVariants } from '../components/ui/button.tsx';
import { cn } from '../components/ui/cn.ts';
import { Field } from '../components/ui/field.tsx';
import { Input, Textarea } from '../components/ui/input.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '../components/ui/tabs.tsx';
import type { CreateForm, SourceKind } from './create-form.ts';

const kinds: readonly SourceKind[] = ['url', 'path', 'text'];

/** The part of the form that names the document. */
export function SourceFields({ form }: { readonly form: UseFormReturn<CreateForm> }): ReactElement {
  const t = useTranslations('create');
  const { errors } = form.formState;
  const source = form.watch('source');
  const [fileName, setFileName] = useState('');
  const choose = (value: string) => {
    const kind = kinds.find((candidate) => candidate === value);
    if (kind) form.setValue('source', kind);
  };
  const readFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (!file) return;
    form.setValue('text', await file.text(), { shouldValidate: form.formState.isSubmitted });
    setFileName(file.name);
  };
  return (
    <Tabs value={source} onValueChange={choose}>
      <p id="source-label" className="mb-1.5 text-sm font-medium">
        {t('source.label')}
      </p>
      <TabsList aria-labelledby="source-label">
        {kinds.map((kind) => (
          <TabsTrigger key={kind} value={kind}>
            {t(`source.${kind}`)}
          </TabsTrigger>
        ))}
      </TabsList>
      <TabsContent value="url">
        <Field label={t('fields.url')} hint={t('hints.url')} error={errors.url?.message}>
          {(control) => (
            <Input {...control} type="url" placeholder="https://example.com/openapi.json" {...form.register('url')} />
          )}
        </Field>
      </TabsContent>
      <TabsContent value="path">
        <Field label={t('fields.path')} hint={t('hints.path')} error={errors.path?.message}>
          {(control) => (
            <Input {...control} spellCheck={false} placeholder="/srv/openapi/weather.yaml" {...form.register('path')} />
          )}
        </Field>
      </TabsContent>
      <TabsContent value="text" className="grid gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <label
            className={cn(
              buttonVariants({ variant: 'outline' }),
              'cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
            )}
          >
            <input
              type="file"
              accept=".json,.yaml,.yml,application/json,application/yaml,text/yaml"
              className="sr-only"
              onChange={(event) => void readFile(event)}
            />
            {t('fields.file')}
          </label>
          <span className="min-w-0 truncate text-muted-foreground">{fileName}</span>
        </div>
        <Field label={t('fields.text')} hint={t('hints.text')} error={errors.text?.message}>
          {(control) => <Textarea {...control} spellCheck={false} {...form.register('text')} />}
        </Field>
      </TabsContent>
    </Tabs>
  );
}
