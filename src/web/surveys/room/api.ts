import { useQuery } from '@tanstack/react-query';
import type { Room } from '../../../domain/surveys/room-contract.ts';
import { get, post } from '../../platform/http.ts';
import { roundQuery } from '../api.ts';

const base = (partnership: string, round: string) => `/partnerships/${partnership}/rounds/${round}/room`;
/** Seats write no event, and a room looks at its screen. */
const OFTEN = 3000;

export const useRoom = (partnership: string, round: string) =>
  useQuery({
    queryKey: ['partnership', partnership, 'round', round, 'room'],
    queryFn: ({ signal }) => get<Room>(base(partnership, round), undefined, signal),
    refetchInterval: OFTEN,
  });

export const useRoundInRoom = (partnership: string, round: string) =>
  useQuery({
    ...roundQuery(partnership, round),
    refetchInterval: (query) => (query.state.data?.state === 'open' ? OFTEN : false),
  });

export const changeRoom = (partnership: string, round: string, open: boolean) =>
  post<Room>(base(partnership, round), { open });
