import { useEffect, useRef } from 'react';
import { data, Form } from 'react-router';
import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Field } from '#app/components/field.tsx';
import { ScanVerdict } from '#app/components/scan-verdict.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/scan';
import { loadScanPage } from './scan-page.server.ts';

export const loader = allow('dock.read', async (args) => {
  const { status, page } = await loadScanPage(args);
  return data(page, { status });
});

export default function Scan({ loaderData }: Route.ComponentProps) {
  const { t } = useWords();
  const { verdict, typed, choices } = loaderData;
  const wrong = verdict !== null && verdict.tone !== 'success';
  return (
    <>
      <StaffTitle title={t('staff:dock.title')} wrong={wrong && typed !== ''} />
      <h1>{t('staff:dock.title')}</h1>
      <ScanField typed={typed} answer={loaderData} />
      {verdict && (
        <ScanVerdict tone={verdict.tone} title={verdict.title}>
          <p>{verdict.text}</p>
        </ScanVerdict>
      )}
      {choices.length > 0 && (
        <ul className="dock-choices">
          {choices.map((choice) => (
            <li key={choice.href}>
              <Anchor href={choice.href}>
                <strong dir="ltr">{choice.code}</strong> {choice.note}
              </Anchor>
            </li>
          ))}
        </ul>
      )}
      <Arrivals {...loaderData.arrivals} />
    </>
  );
}

/** This page is its field, and whoever holds a scanner has no hand for a pointer. */
const ready = { autoFocus: true } as const;

/** One field that is always ready: after each answer it has the focus, and what stands in it is replaced by the next scan. */
function ScanField({ typed, answer }: { typed: string; answer: unknown }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (answer) input.current?.focus();
    input.current?.select();
  }, [answer]);
  return (
    <Form method="get" className="scan-field dock-scan">
      <Field name="code" label={t('staff:dock.scan.label')} hint={t('staff:dock.scan.hint')}>
        <input
          ref={input}
          key={typed}
          className="input input-full"
          type="text"
          name="code"
          id="code"
          dir="ltr"
          defaultValue={typed}
          maxLength={512}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          {...ready}
          aria-describedby="code-hint"
        />
      </Field>
      <Button icon="scan">{t('staff:dock.scan.button')}</Button>
    </Form>
  );
}

function Arrivals({ today, rows }: Route.ComponentProps['loaderData']['arrivals']) {
  const { t } = useWords();
  if (rows.length === 0) {
    return (
      <EmptyState title={t('staff:dock.arrivals.empty')}>
        <p>{t('staff:dock.arrivals.empty-text')}</p>
      </EmptyState>
    );
  }
  return (
    <section aria-labelledby="arrivals">
      <div className="dock-head">
        <h2 id="arrivals">{t('staff:dock.arrivals.title')}</h2>
        <p>{today}</p>
      </div>
      <DataTable
        caption={t('staff:dock.arrivals.title')}
        hideCaption
        columns={[
          { key: 'code', label: t('staff:dock.arrivals.code') },
          { key: 'order', label: t('staff:dock.arrivals.order') },
          { key: 'pieces', label: t('staff:dock.arrivals.pieces'), align: 'end' },
          { key: 'state', label: t('staff:dock.arrivals.state') },
          { key: 'when', label: t('staff:dock.arrivals.when') },
        ]}
        rows={rows.map((row) => ({
          id: row.code,
          cells: {
            ...row,
            code: (
              <Anchor href={row.href}>
                <bdi dir="ltr">{row.code}</bdi>
              </Anchor>
            ),
            order: <bdi>{row.order}</bdi>,
          },
        }))}
      />
    </section>
  );
}
