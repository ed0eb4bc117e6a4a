import { listCheckoutItems, listCheckouts, planCheckout, planCheckoutExpire, readCheckout } from './checkout.server.ts';
import {
  listBalanceEntries,
  listCustomers,
  planBalanceEntry,
  planCustomer,
  readBalanceEntry,
  readCustomer,
} from './customers.server.ts';
import type { Shape } from './object-shape.server.ts';
import type { Plan } from './plan.server.ts';
import type { Route } from './routes.server.ts';
import { listTaxLines, planFromCalculation, readTax } from './tax.server.ts';
import { planTaxReversal } from './tax-reversals.server.ts';

const plan = (run: () => Shape): Plan => ({ paymentRef: null, run });

const sessions = '/v1/checkout/sessions';
const entries = '/v1/customers/:id/balance_transactions';
const taxes = '/v1/tax/transactions';

/** Customers and their balance, checkout sessions, tax transactions: what a shop of exchanges and credits calls. */
export const shopRoutes: readonly Route[] = [
  { method: 'POST', path: '/v1/customers', plan: (world, _id, form) => plan(planCustomer(world, form)) },
  { method: 'GET', path: '/v1/customers', plan: (world, _id, form) => plan(() => listCustomers(world, form)) },
  { method: 'GET', path: '/v1/customers/:id', plan: (world, id, form) => plan(() => readCustomer(world, id, form)) },
  { method: 'POST', path: entries, plan: (world, id, form) => plan(planBalanceEntry(world, id, form)) },
  { method: 'GET', path: entries, plan: (world, id, form) => plan(() => listBalanceEntries(world, id, form)) },
  {
    method: 'GET',
    path: `${entries}/:part`,
    plan: (world, id, form, _cause, part) => plan(() => readBalanceEntry(world, id, part, form)),
  },
  { method: 'POST', path: sessions, plan: (world, _id, form) => plan(planCheckout(world, form)) },
  { method: 'GET', path: sessions, plan: (world, _id, form) => plan(() => listCheckouts(world, form)) },
  { method: 'GET', path: `${sessions}/:id`, plan: (world, id, form) => plan(() => readCheckout(world, id, form)) },
  {
    method: 'GET',
    path: `${sessions}/:id/line_items`,
    plan: (world, id, form) => plan(() => listCheckoutItems(world, id, form)),
  },
  {
    method: 'POST',
    path: `${sessions}/:id/expire`,
    plan: (world, id, form, cause) => plan(planCheckoutExpire(world, id, form, cause)),
  },
  {
    method: 'POST',
    path: `${taxes}/create_from_calculation`,
    plan: (world, _id, form) => plan(planFromCalculation(world, form)),
  },
  {
    method: 'POST',
    path: `${taxes}/create_reversal`,
    plan: (world, _id, form) => plan(planTaxReversal(world, form)),
  },
  { method: 'GET', path: `${taxes}/:id`, plan: (world, id, form) => plan(() => readTax(world, id, form)) },
  {
    method: 'GET',
    path: `${taxes}/:id/line_items`,
    plan: (world, id, form) => plan(() => listTaxLines(world, id, form)),
  },
];
