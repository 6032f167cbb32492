import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Skeleton } from '../components/Skeleton.tsx';
import { ErrorState } from '../components/State.tsx';
import { LeavingLine } from '../parting/LeavingLine.tsx';
import { remember } from '../platform/recent.ts';
import { SampleBanner } from '../sample/SampleBanner.tsx';
import { usePartnership } from './api.ts';
import { PairHeader } from './PairHeader.tsx';
import { Verbs } from './Verbs.tsx';

/** The header and the verbs above every page of a partnership. Pages inside can rely on `usePartnership(id).data`. */
export default function PartnershipFrame() {
  const { id } = useParams({ from: '/inside/partnerships/$id' });
  const partnership = usePartnership(id);
  const name = partnership.data?.name;
  useEffect(() => {
    if (name) remember({ id, name });
  }, [id, name]);
  if (!partnership.data) {
    return (
      <main id="main" className="in main" tabIndex={-1}>
        {partnership.error ? (
          <ErrorState error={partnership.error} level={1} retry={() => void partnership.refetch()} />
        ) : (
          <Skeleton lines={8} />
        )}
      </main>
    );
  }
  return (
    <>
      <header>
        {partnership.data.sample && <SampleBanner id={id} />}
        <PairHeader partnership={partnership.data} />
        <LeavingLine partnership={partnership.data} />
        <Verbs id={id} name={partnership.data.name} />
      </header>
      <main id="main" className="in main" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  );
}
