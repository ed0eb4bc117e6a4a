import common from './common.json' with { type: 'json' };
import parcel from './parcel.json' with { type: 'json' };
import queue from './queue.json' with { type: 'json' };
import staff from './staff.json' with { type: 'json' };
import terms from './terms.json' with { type: 'json' };

export default { common, terms, staff, parcel, queue };
