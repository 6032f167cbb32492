import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { usePartnership, useRecord } from './api.ts';
import { EventLine } from './EventLine.tsx';

export default function RecordPage() {
  const { t } = useTranslation('partnerships');
  const { id } = useParams({ from: '/inside/partnerships/$id/record' });
  const partnership = usePartnership(id).data;
  const record = useRecord(id, 50);
  return (
    <>
      <PageHead
        title={t('record.title')}
        context={partnership?.name}
        intro={<p>{t('record.intro')}</p>}
        back={
          <Link to="/partnerships/$id" params={{ id }}>
            {t('record.back')}
          </Link>
        }
      />
      <section className="sec" aria-label={t('record.title')}>
        <Loaded query={record}>
          {({ pages }) => {
            const events = pages.flatMap((page) => page.items);
            if (events.length === 0) return <p className="dim">{t('record.none')}</p>;
            return (
              <div className="stack">
                <ul className="rows log l">
                  {events.map((event) => (
                    <EventLine key={event.id} event={event} parties={partnership?.parties ?? []} />
                  ))}
                </ul>
                {record.hasNextPage && (
                  <div>
                    <Button busy={record.isFetchingNextPage} onClick={() => void record.fetchNextPage()}>
                      {t('common:action.showMore')}
                    </Button>
                  </div>
                )}
              </div>
            );
          }}
        </Loaded>
      </section>
    </>
  );
}
