/** What is measured: the same six tasks for everyone, over eight sets of data taken in turn. */
export const ROWS = {
  path: 'lead.address.city',
  text: 'text with two references',
  call: 'one function call',
  map: 'ten items to their names',
  date: 'ISO date to YYYY-MM-DD',
  if: 'if(count > 3, …)',
};

export const DATA = Array.from({ length: 8 }, (_, at) => ({
  lead: { name: `Ann${at}`, address: { street: 'Main', city: `Town${at}` } },
  count: at,
  items: Array.from({ length: 10 }, (_, item) => ({ id: item, name: `item ${at}-${item}` })),
  date: `2024-05-0${at + 1}T10:20:30.000Z`,
}));

/** What each task gives for one set of data; a peer that gives something else is not measured. */
export const EXPECTED = {
  path: (data) => data.lead.address.city,
  text: (data) => `Hello ${data.lead.name} from ${data.lead.address.city}`,
  call: (data) => data.lead.name.toUpperCase(),
  map: (data) => data.items.map((item) => item.name).join(),
  date: (data) => data.date.slice(0, 10),
  if: (data) => (data.count > 3 ? 'many' : 'few'),
};
