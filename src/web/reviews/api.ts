import { type QueryKey, queryOptions, useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Action, ActionChange, NewSessionAction } from '../../domain/delivery/contract.ts';
import type {
  Entry,
  FollowUp,
  Guest,
  GuestEntered,
  GuestLink,
  NewEntry,
  Review,
  ReviewChange,
  ReviewOfRound,
} from '../../domain/reviews/contract.ts';
import { get, patch, post, remove } from '../platform/http.ts';

/* ── Reads ── */

export const reviewOfRoundQuery = (partnership: string, round: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'review', round],
    queryFn: ({ signal }) =>
      get<ReviewOfRound>(`/partnerships/${partnership}/rounds/${round}/review`, undefined, signal),
  });
export const useReviewOfRound = (partnership: string, round: string) =>
  useQuery(reviewOfRoundQuery(partnership, round));

export const followUpQuery = (partnership: string, round: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'follow-up', round],
    queryFn: ({ signal }) => get<FollowUp>(`/partnerships/${partnership}/rounds/${round}/follow-up`, undefined, signal),
  });

export const guestsQuery = (partnership: string, review: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'guests', review],
    queryFn: ({ signal }) =>
      get<{ items: Guest[] }>(`/partnerships/${partnership}/reviews/${review}/guests`, undefined, signal),
  });

export const guestReviewQuery = (review: string) =>
  queryOptions({
    queryKey: ['guest', review],
    queryFn: ({ signal }) => get<Review>(`/guest/reviews/${review}`, undefined, signal),
    retry: false,
  });

/* ── Writes ── */

export const startReview = (partnership: string, round: string, key: string) =>
  post<Review>(`/partnerships/${partnership}/rounds/${round}/review`, {}, key);
export const inviteGuest = (partnership: string, review: string, body: { name: string; days: number }, key: string) =>
  post<GuestLink>(`/partnerships/${partnership}/reviews/${review}/guests`, body, key);
export const revokeGuest = (partnership: string, review: string, guest: string) =>
  remove<{ items: Guest[] }>(`/partnerships/${partnership}/reviews/${review}/guests/${guest}`);
export const enterAsGuest = (token: string) => post<GuestEntered>('/guest/enter', { token });

/** A session behind one of its two doors: what is done in it is the same for people here and for its guest. */
export type Session = {
  queryKey: QueryKey;
  move: (change: ReviewChange, version: number) => Promise<Review>;
  addEntry: (entry: NewEntry, key: string) => Promise<Entry>;
  changeEntry: (entry: Entry, text: string) => Promise<Entry>;
  removeEntry: (entry: Entry) => Promise<unknown>;
  addAction: (action: NewSessionAction, key: string) => Promise<Action>;
  changeAction: (action: Action, change: ActionChange) => Promise<Action>;
};

const sessionAt = (base: string, queryKey: QueryKey): Session => ({
  queryKey,
  move: (change, version) => patch(base, change, version),
  addEntry: (entry, key) => post(`${base}/entries`, entry, key),
  changeEntry: (entry, text) => patch(`${base}/entries/${entry.id}`, { text }, entry.version),
  removeEntry: (entry) => remove(`${base}/entries/${entry.id}`),
  addAction: (action, key) => post(`${base}/actions`, action, key),
  changeAction: (action, change) => patch(`${base}/actions/${action.id}`, change, action.version),
});

export const sessionOf = (partnership: string, round: string, review: string): Session =>
  sessionAt(`/partnerships/${partnership}/reviews/${review}`, reviewOfRoundQuery(partnership, round).queryKey);
export const guestSession = (review: string): Session =>
  sessionAt(`/guest/reviews/${review}`, guestReviewQuery(review).queryKey);

/* ── What was talked through before this round, for the parts of the results page ── */

const FollowUpContext = createContext<FollowUp | undefined>(undefined);
export const FollowUpProvider = FollowUpContext.Provider;
export const useFollowUp = () => useContext(FollowUpContext);
