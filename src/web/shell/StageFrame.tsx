import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { meQuery } from '../platform/session.ts';
import { useLive } from './useLive.ts';

/** The frame of pages that take the whole screen: none, but they hear what others change. */
export default function StageFrame() {
  useLive(Boolean(useQuery(meQuery).data));
  return <Outlet />;
}
