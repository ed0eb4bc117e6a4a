import type { ReactNode } from 'react';
import { BackLink } from '#app/components/back-link.tsx';
import { ErrorSummary, type FieldProblem } from '#app/components/error-summary.tsx';
import { Tabs } from '#app/components/tabs.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { DraftFrame } from './draft-page.server.ts';

const sections = [
  ...['countries', 'rules', 'seasons', 'markets', 'warehouses'],
  ...['differences', 'findings', 'simulation', 'proposal'],
] as const;
export type DraftSection = (typeof sections)[number];

/** A page about a draft: the way back, what is wrong, the heading, and the ways to the other steps. */
export function DraftPage({
  frame,
  section,
  heading,
  back,
  problems = [],
  children,
}: {
  frame: DraftFrame;
  section: DraftSection;
  heading: string;
  /** Where Back leads, when it is not the draft itself. */
  back?: { href: string; label: string } | undefined;
  problems?: readonly FieldProblem[];
  children: ReactNode;
}) {
  const { t } = useWords();
  const title = t('policy:draft.page-title', { heading, title: frame.title });
  return (
    <>
      <title>{problems.length > 0 ? t('problem.page-title', { title }) : title}</title>
      <BackLink href={back?.href ?? `/policy/drafts/${frame.id}`}>{back?.label ?? t('policy:draft.to-draft')}</BackLink>
      <ErrorSummary problems={problems} />
      <div>
        <p className="policy-over">
          <bdi>{frame.title}</bdi>
        </p>
        <h1>{heading}</h1>
      </div>
      <Tabs
        label={t('policy:draft.sections')}
        tabs={sections.map((name) => ({
          href: `/policy/drafts/${frame.id}/${name}`,
          label: t(`policy:draft.section.${name}`),
          current: name === section,
        }))}
      />
      {children}
    </>
  );
}
