import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ProblemError } from './http.ts';

/** Refusals are final; lost connections and faults of the server are tried again twice. */
const retry = (failures: number, error: Error) =>
  failures < 2 && !(error instanceof ProblemError && error.status < 500 && error.status !== 429);

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // The session has ended meanwhile: the shell sees that nobody is signed in and asks again.
    onError: (error) => {
      if (error instanceof ProblemError && error.status === 401) queries.setQueryData(['me'], null);
    },
  }),
  defaultOptions: {
    queries: { staleTime: 15_000, retry, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});
