import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { Notice } from '#app/components/notice.tsx';
import { ProductLine } from '#app/components/product-line.tsx';
import { ReturnableBadge } from '#app/components/returnable-badge.tsx';
import { Tag } from '#app/components/tag.tsx';
import { VisuallyHidden } from '#app/components/visually-hidden.tsx';
import { allow, fail, redirectTo } from '#app/http.server.ts';
import { formatDay, formatInstant, formatMoney } from '#app/i18n/format.ts';
import { useWords } from '#app/i18n/use-words.ts';
import { beginDraft } from '#app/services/begin-draft.server.ts';
import { supportEmail } from '#app/services/support-email.server.ts';
import { type OrderView, viewOrder } from '#app/services/view-order.server.ts';
import { RETURN_STATES } from '#machines/return/index.ts';
import { formatRmaCode } from '#machines/rma-code.ts';
import type { Route } from './+types/order';
import { PageTitle } from './page-title.tsx';
import { statusPath } from './paths.ts';
import { standingWords } from './standing-words.ts';

export const loader = allow('guest', async ({ deps, guest }) => {
  const order = await viewOrder(deps, guest);
  if (!order) fail(404, 'not-found');
  return { order, support: await supportEmail(deps) };
});

export const action = allow('guest', async ({ deps, guest }) => {
  await beginDraft(deps, guest);
  throw redirectTo('/return/items');
});

export default function Order({ loaderData: { order, support } }: Route.ComponentProps) {
  const { t, locale } = useWords();
  const title = t('customer:order.title', { number: order.number });
  return (
    <>
      <PageTitle title={title} />
      <h1>{title}</h1>
      <p className="lede">{t('customer:order.placed', { date: formatDay(order.placedOn, locale) })}</p>
      {order.mayReturn ? <StartButton hasDraft={order.hasDraft} /> : <NothingReturnable support={support} />}
      <Returns order={order} />
      <Lines order={order} />
      {order.mayReturn && support && <p>{t('customer:order.contact', { address: support })}</p>}
    </>
  );
}

function StartButton({ hasDraft }: { hasDraft: boolean }) {
  const { t } = useWords();
  return (
    <form method="post">
      <Button>{hasDraft ? t('customer:order.go-on') : t('customer:order.start')}</Button>
    </form>
  );
}

function NothingReturnable({ support }: { support: string | null }) {
  const { t } = useWords();
  return (
    <Notice title={t('customer:order.nothing')}>
      <p>{t('customer:order.nothing-text')}</p>
      {support && <p>{t('customer:order.contact', { address: support })}</p>}
    </Notice>
  );
}

function Returns({ order }: { order: OrderView }) {
  const { t, locale } = useWords();
  if (order.returns.length === 0) return null;
  return (
    <Card title={t('customer:order.returns')}>
      <ul className="product-list">
        {order.returns.map((one) => {
          const state = RETURN_STATES.find((known) => known === one.state);
          return (
            <li key={one.rmaCode}>
              <p>
                <Anchor href={statusPath(one.rmaCode)}>
                  {t('customer:order.return')} <bdi>{formatRmaCode(one.rmaCode)}</bdi>
                </Anchor>{' '}
                {state && <Tag tone={state === 'closed' ? 'success' : 'info'}>{t(`terms:state.return.${state}`)}</Tag>}
              </p>
              <p className="product-facts">
                <span>{formatInstant(one.requestedAt, order.timeZone, locale)}</span>
                <span>{t('product.pieces', { count: one.pieces })}</span>
              </p>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Lines({ order }: { order: OrderView }) {
  const { t, locale } = useWords();
  return (
    <Card title={t('customer:order.lines', { count: order.lines.length })}>
      <ul className="product-list">
        {order.lines.map((line) => (
          <li key={line.id}>
            <ProductLine
              title={line.title}
              variant={line.variant}
              image={line.image}
              quantity={line.quantity}
              price={formatMoney({ amount: line.unitPrice, currency: order.currency }, locale)}
            >
              <ReturnableBadge returnable={line.standing.kind !== 'no'}>
                {standingWords(line.standing, t, locale)}
              </ReturnableBadge>
              <p>
                <Anchor href={`/order/why/${line.id}`}>
                  {t(line.standing.kind === 'no' ? 'receipts:page.link-no' : 'receipts:page.link')}
                  <VisuallyHidden> {line.title}</VisuallyHidden>
                </Anchor>
              </p>
              {line.left > 0 && line.left < line.quantity && (
                <p className="product-facts">{t('customer:order.left', { count: line.left })}</p>
              )}
            </ProductLine>
          </li>
        ))}
      </ul>
    </Card>
  );
}
