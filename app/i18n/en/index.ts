import words from '../withdrawal/en.json' with { type: 'json' };
import access from './access.json' with { type: 'json' };
import approval from './approval.json' with { type: 'json' };
import audit from './audit.json' with { type: 'json' };
import automation from './automation.json' with { type: 'json' };
import casework from './casework.json' with { type: 'json' };
import common from './common.json' with { type: 'json' };
import credit from './credit.json' with { type: 'json' };
import customer from './customer.json' with { type: 'json' };
import dockSaid from './dock-said.json' with { type: 'json' };
import found from './found.json' with { type: 'json' };
import mail from './mail.json' with { type: 'json' };
import money from './money.json' with { type: 'json' };
import parcel from './parcel.json' with { type: 'json' };
import people from './people.json' with { type: 'json' };
import policy from './policy.json' with { type: 'json' };
import queue from './queue.json' with { type: 'json' };
import receipts from './receipts.json' with { type: 'json' };
import rescue from './rescue.json' with { type: 'json' };
import scan from './scan.json' with { type: 'json' };
import staff from './staff.json' with { type: 'json' };
import terms from './terms.json' with { type: 'json' };

export default {
  common,
  terms,
  customer,
  staff,
  policy,
  mail,
  receipts,
  money,
  credit,
  rescue,
  casework,
  audit,
  access,
  approval,
  people,
  scan,
  parcel,
  queue,
  automation,
  found,
  'dock-said': dockSaid,
  withdrawal: words.withdrawal,
};
