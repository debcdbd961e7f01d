// Owns the dialog that creates a server: the form, its request, and where each complaint lands.
'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useForm, type Resolver } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { useApi } from '../access/use-api.ts';
import { Button } from '../components/ui/button.tsx';
import { Dialog, DialogContent } from '../components/ui/dialog.tsx';
import type { Problem, Server } from '../contract/index.ts';
import { ProblemAlert } from '../problem/problem-alert.tsx';
import { failureOf, useExplain } from '../problem/use-explain.ts';
import { toastSuccess } from '../screen/toast.ts';
import { applyItems } from '../servers/apply-items.ts';
import {
  bodyOf,
  complaintsOf,
  emptyCreateForm,
  invalidFields,
  type Complaints,
  type CreateForm,
} from './create-form.ts';
import { DocumentCheck } from './document-check.tsx';
import { ServerFields } from './server-fields.tsx';
import { SourceFields } from './source-fields.tsx';

/** The dialog, open as long as it is mounted. */
export function CreateServerDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const t = useTranslations('create');
  const api = useApi();
  const explain = useExplain();
  const queries = useQueryClient();
  const [rest, setRest] = useState<Complaints['rest']>([]);
  const resolver: Resolver<CreateForm> = (values) => {
    const fields = invalidFields(values);
    const errors = Object.fromEntries(fields.map((field) => [field, { type: 'form', message: t(`invalid.${field}`) }]));
    return fields.length > 0 ? { values: {}, errors } : { values, errors: {} };
  };
  const form = useForm<CreateForm>({ defaultValues: emptyCreateForm, resolver });
  const place = (problem: Problem) => {
    const { title, detail, next } = explain(problem);
    const words = problem.code.startsWith('document_') ? `${detail} ${next}` : t('taken', { title, next });
    const complaints = complaintsOf({ ...problem, detail: words }, form.getValues('source'));
    setRest(complaints.rest);
    complaints.placed.forEach(({ field, message }, index) => {
      form.setError(field, { type: 'server', message }, { shouldFocus: index === 0 });
    });
  };
  const create = useMutation({
    mutationFn: (values: CreateForm) => api('createServer', { body: bodyOf(values) }),
    onSuccess: (server) => {
      // The stream brings the server too; whichever comes first is shown, the stream's word is never overwritten.
      queries.setQueryData<Server[]>(['servers'], (servers) =>
        !servers || servers.some(({ definition }) => definition.id === server.definition.id)
          ? servers
          : applyItems(servers, [server], false),
      );
      void toastSuccess(t('created', { name: server.definition.name }));
      onClose();
    },
    onError: (error) => {
      const failure = failureOf(error);
      if ('status' in failure) place(failure as Problem);
    },
  });
  const failed = create.error && (rest.length > 0 || Object.keys(form.formState.errors).length === 0);
  const submit = form.handleSubmit((values) => {
    setRest([]);
    if (!create.isPending) create.mutate(values);
  });
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent
        title={t('title')}
        description={t('description')}
        closeLabel={t('close')}
        onInteractOutside={(event) => event.preventDefault()}
      >
        <form
          className="flex min-h-0 grow flex-col"
          noValidate
          aria-busy={create.isPending}
          onSubmit={(event) => void submit(event)}
        >
          <div className="grid grow content-start gap-5 overflow-y-auto px-5 py-4">
            {failed && (
              <div className="grid gap-2">
                <ProblemAlert failure={failureOf(create.error)} lead={t('failed')} />
                {rest.length > 0 && (
                  <ul className="list-disc pl-6 text-sm">
                    {rest.map(({ pointer, message }) => (
                      <li key={`${pointer} ${message}`}>
                        <code className="font-mono text-xs">{pointer}</code> {message}
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            )}
            <SourceFields form={form} />
            <DocumentCheck form={form} />
            <ServerFields form={form} />
          </div>
          <div className="flex justify-end gap-2 border-t px-5 py-3 max-md:pb-6">
            <Button variant="outline" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" aria-disabled={create.isPending}>
              {create.isPending ? t('creating') : t('submit')}
            </Button>
          </div>
        </form>
      </DialogContent>
    </Dialog>
  );
}
