// Owns what every page stands on: theme, language, the API's client, the cache of its answers, and toasts.
'use client';

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { ThemeProvider } from 'next-themes';
import { useState, type ReactElement, type ReactNode } from 'react';
import { loginPath } from '../access/return-path.ts';
import { ApiContext } from '../access/use-api.ts';
import { ApiProblem, createApiClient } from '../contract/index.ts';
import { LanguageProvider } from '../language/language-provider.tsx';

const Toaster = dynamic(async () => (await import('../components/ui/sonner.tsx')).Toaster, { ssr: false });

function statusOf(error: unknown): number | undefined {
  return error instanceof ApiProblem ? error.problem.status : undefined;
}

/** Only what may pass by itself is asked again: no answer, or an overloaded manager. */
function isWorthAsking(failures: number, error: unknown): boolean {
  const status = statusOf(error);
  return failures < 2 && (status === 0 || status === 502 || status === 503);
}

/** Everything a page needs above it. */
export function Providers({ children }: { readonly children: ReactNode }): ReactElement {
  const router = useRouter();
  const [queries] = useState(() => {
    const onError = (error: Error) => {
      const { pathname, search } = window.location;
      if (statusOf(error) === 401 && pathname !== '/login') router.replace(loginPath(`${pathname}${search}`));
    };
    return new QueryClient({
      queryCache: new QueryCache({ onError }),
      mutationCache: new MutationCache({ onError }),
      defaultOptions: { queries: { retry: isWorthAsking, refetchOnWindowFocus: false } },
    });
  });
  const [api] = useState(() => createApiClient());
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      storageKey="mcpm.theme"
    >
      <QueryClientProvider client={queries}>
        <ApiContext value={api}>
          <LanguageProvider>
            {children}
            <Toaster />
          </LanguageProvider>
        </ApiContext>
      </QueryClientProvider>
    </ThemeProvider>
  );
}
