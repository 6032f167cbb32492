import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Section } from '../components/Section.tsx';
import { useShare } from '../documents/briefing/api.ts';
import { Share } from '../documents/briefing/Share.tsx';

/** How many people know what is in force. Nothing at all before something is. */
export function OverviewBriefing({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation(['partnerships', 'briefing']);
  const share = useShare(partnership.id).data;
  if (!share || share.of === 0) return null;
  return (
    <Section
      span={12}
      title={t('briefing:share.title')}
      more={
        <Link to="/partnerships/$id/agree" params={{ id: partnership.id }}>
          {t('overview.briefing')}
        </Link>
      }
    >
      <Share partnership={partnership} share={share} brief />
    </Section>
  );
}
