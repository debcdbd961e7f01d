// Owns the fields of the server itself: name, transport, port, upstream, start.
'use client';

import type { ReactElement } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Field } from '../components/ui/field.tsx';
import { Input } from '../components/ui/input.tsx';
import type { CreateForm } from './create-form.ts';

const transports = ['streamable', 'sse', 'stdio'] as const;

function TransportField({ form }: { readonly form: UseFormReturn<CreateForm> }): ReactElement {
  const t = useTranslations();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{t('create.fields.transport')}</legend>
      <div className="grid gap-2 md:grid-cols-3">
        {transports.map((transport) => (
          <label
            key={transport}
            className="flex items-start gap-2 rounded-md border border-input p-3 text-sm has-checked:border-primary has-checked:ring-1 has-checked:ring-primary"
          >
            <input
              type="radio"
              value={transport}
              aria-describedby={`transport-${transport}`}
              className="mt-0.5 size-4 shrink-0 accent-primary"
              {...form.register('transport')}
            />
            <span>
              <span className="font-medium">{t(`servers.transports.${transport}`)}</span>
              <span id={`transport-${transport}`} aria-hidden className="block text-xs text-muted-foreground">
                {t(`create.transports.${transport}`)}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The part of the form that describes the server. */
export function ServerFields({ form }: { readonly form: UseFormReturn<CreateForm> }): ReactElement {
  const t = useTranslations('create');
  const { errors } = form.formState;
  const transport = form.watch('transport');
  return (
    <>
      <Field label={t('fields.name')} hint={t('hints.name')} error={errors.name?.message}>
        {(control) => <Input {...control} required spellCheck={false} autoComplete="off" {...form.register('name')} />}
      </Field>
      <TransportField form={form} />
      <div className="grid items-start gap-5 md:grid-cols-2">
        {transport !== 'stdio' && (
          <Field label={t('fields.port')} hint={t('hints.port')} error={errors.port?.message}>
            {(control) => <Input {...control} inputMode="numeric" autoComplete="off" {...form.register('port')} />}
          </Field>
        )}
        <Field label={t('fields.baseUrl')} hint={t('hints.baseUrl')} error={errors.baseUrl?.message}>
          {(control) => (
            <Input {...control} type="url" placeholder="https://api.example.com" {...form.register('baseUrl')} />
          )}
        </Field>
        <Field label={t('fields.authToken')} hint={t('hints.authToken')} error={errors.authToken?.message}>
          {(control) => <Input {...control} type="password" autoComplete="off" {...form.register('authToken')} />}
        </Field>
      </div>
      <label className="flex items-center gap-2 text-sm max-md:min-h-11">
        <input type="checkbox" className="size-4 accent-primary" {...form.register('autoStart')} />
        {t('fields.autoStart')}
      </label>
    </>
  );
}
