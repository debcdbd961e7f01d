// Owns the login: by the one-time code of the printed address, or by a token.
'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '../components/ui/button.tsx';
import { Card } from '../components/ui/card.tsx';
import { Field } from '../components/ui/field.tsx';
import { Input } from '../components/ui/input.tsx';
import { ProblemAlert } from '../problem/problem-alert.tsx';
import { failureOf } from '../problem/use-explain.ts';
import { Preferences } from '../shell/preferences.tsx';
import { returnPath } from './return-path.ts';
import { useApi } from './use-api.ts';

type Proof = { readonly code: string } | { readonly token: string };

/** The login page. */
export function LoginView(): ReactElement {
  const t = useTranslations('login');
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const search = useSearchParams();
  const [code] = useState(() => search.get('code'));
  const [target] = useState(() => returnPath(search.get('from')));
  const [token, setToken] = useState('');
  const [missing, setMissing] = useState(false);
  const codeUsed = useRef(false);
  const login = useMutation({
    mutationFn: (proof: Proof) => api('login', { body: proof }),
    onSuccess: (principal) => {
      queries.clear();
      queries.setQueryData(['me'], principal);
      router.replace(target);
    },
  });
  const { mutate } = login;

  useEffect(() => {
    document.title = `${t('title')} · mcpm`;
  }, [t]);
  useEffect(() => {
    if (!code || codeUsed.current) return;
    codeUsed.current = true; // A code is good for one login; development mounts twice.
    window.history.replaceState(null, '', '/login');
    mutate({ code });
  }, [code, mutate]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(token.trim() === '');
    if (token.trim() !== '') mutate({ token: token.trim() });
  };
  const failure = login.error ? failureOf(login.error) : undefined;
  const wrong = failure?.code === 'unauthorized';
  const lead = wrong ? { lead: t('wrong') } : {};
  const busy = login.isPending || login.isSuccess;
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="on-navbar flex h-14 items-center justify-between bg-navbar px-4 text-navbar-foreground">
        <span className="text-base font-semibold">mcpm</span>
        <Preferences />
      </header>
      <main className="mx-auto w-full max-w-md px-4 py-12">
        <Card className="grid gap-4 p-6">
          <h1 className="text-xl font-semibold">{t('title')}</h1>
          {failure && (
            <ProblemAlert failure={wrong ? { ...failure, detail: '', next: t('wrongNext') } : failure} {...lead} />
          )}
          {busy && code ? (
            <p role="status">{t('byCode')}</p>
          ) : (
            <form className="grid gap-4" onSubmit={submit} noValidate aria-busy={busy}>
              <Field label={t('token')} hint={t('tokenHint')} error={missing ? t('tokenMissing') : undefined}>
                {(control) => (
                  <Input
                    {...control}
                    type="password"
                    autoComplete="current-password"
                    value={token}
                    onChange={(event) => setToken(event.target.value)}
                  />
                )}
              </Field>
              <Button type="submit" aria-disabled={busy}>
                {busy ? t('busy') : t('submit')}
              </Button>
            </form>
          )}
          <p className="text-xs text-muted-foreground">{t('help')}</p>
        </Card>
      </main>
    </div>
  );
}
