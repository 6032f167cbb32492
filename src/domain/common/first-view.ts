import type { SharedResults } from '../results/contract.ts';

/** A page as it is first seen, for whoever draws it away from a browser: web/first/worker.tsx. */
export type Drawing = {
  /** The reader's IANA zone, where it is known. */
  timeZone: string | null;
} & (
  | {
      /** Address of a page of the application. What it asks the API is asked in the reader's name. */
      page: string;
    }
  | { shared: SharedResults }
);

/** `null`: this page is not one that can be shown before its scripts are there. */
export type FirstView = { html: string; title: string } | null;

/** While it draws: what it asks the API, and what that said. */
export type Question = { ask: number; address: string };
export type Answer = { ask: number; status: number; body: string };
