// Owns who is logged in.
'use client';

import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { ApiProblem, type Principal } from '../contract/index.ts';
import { useReport } from '../problem/use-report.ts';
import { failureOf } from '../problem/use-explain.ts';
import { useApi } from './use-api.ts';

function useMeQuery(): UseQueryResult<Principal> {
  const api = useApi();
  return useQuery({ queryKey: ['me'], queryFn: ({ signal }) => api('me', {}, signal), staleTime: Infinity });
}

/** Who is logged in; undefined until the answer is there. */
export function useMe(): Principal | undefined {
  return useMeQuery().data;
}

/** True once it is known that nothing stands against asking further: somebody is logged in, or the answer failed otherwise. */
export function useIsAdmitted(): boolean {
  const { data, error } = useMeQuery();
  if (data) return true;
  return error !== null && !(error instanceof ApiProblem && error.problem.status === 401);
}

/** Gives the function that logs out and forgets all that was loaded. */
export function useLogout(): () => Promise<void> {
  const api = useApi();
  const queries = useQueryClient();
  const router = useRouter();
  const report = useReport();
  return async () => {
    try {
      await api('logout', {});
      router.replace('/login');
      queries.clear();
    } catch (error) {
      report(failureOf(error));
    }
  };
}
