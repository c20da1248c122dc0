import { PublishProducts, type DeliveryKind } from '@silkport/catalog';
import { leavesUnder } from '@silkport/markets';
import { money } from '@silkport/values';
import request, { type Response } from 'supertest';
import type { ApiUnderTest, PlacedOrder } from '../support/api-under-test.js';
import { merchants } from '../support/catalogue.js';

interface Bought { readonly order: PlacedOrder; readonly id: string; readonly productId: string; readonly variantId: string; readonly slug: string }
type Calls = Readonly<Record<string, () => PromiseLike<Response>>>;

const outline = { basedOn: 0, modules: [{ title: { en: 'Clay' }, lessons: [{ title: { en: 'Wedging' }, body: { en: 'Slow hands.' }, assetIds: [], isPreview: true }] }] };
const availability = {
  timeZone: 'Asia/Shanghai', sessionMinutes: 60, bufferMinutes: 0, noticeMinutes: 0, changeNoticeMinutes: 0, capacity: 50, sessionsPerPiece: 1, horizonDays: 30, exceptions: [], meetingLink: null,
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' })),
};
const plan = { questions: [{ id: 'size', label: { en: 'How large?' }, isRequired: true }], milestones: [{ name: { en: 'Whole' }, shareBasisPoints: 10_000, dueDays: 7 }], acceptDays: 14, changeRounds: 2 };

/** Publishes and buys a product of its own, so that the lists of other tests stay as they are. */
async function buy(api: ApiUnderTest, slug: string, deliveryKind: DeliveryKind, quantity: number, setUp: (bought: Pick<Bought, 'productId' | 'variantId'>) => Promise<unknown>): Promise<Bought> {
  const { id: merchantId, slug: merchantSlug, name, clusterId } = merchants.studio;
  const taxonomyId = leavesUnder('ds.professional')[0] ?? '';
  const [published] = await api.app.get(PublishProducts, { strict: false }).run([{
    slug, code: slug.toUpperCase(), merchant: { id: merchantId, slug: merchantSlug, name }, clusterId, taxonomyId, deliveryKind, unit: 'piece', name: { en: slug }, description: { en: slug }, tags: {},
    variants: [{ sku: slug, name: { en: 'One' }, prices: [money(20_000n, 'CNY')] }],
  }]);
  const product = { productId: published?.productId ?? '', variantId: published?.variantIds[0] ?? '' };
  await setUp(product);
  const { body: quote } = await api.post('/v1/quotes', { items: [{ variantId: product.variantId, quantity }], country: 'KZ', currency: 'KZT' }).expect(201);
  const { body } = await api.post('/v1/orders', { quoteId: (quote as { id: string }).id, email: 'aigerim@example.kz', acceptTerms: true }).expect(201);
  const order = body as PlacedOrder;
  await api.settle(order);
  const { body: given } = await api.get(`/v1/orders/${order.number}/deliveries?key=${order.accessKey}`).expect(200);
  return { order, id: (given as { items: { entitlementId: string }[] }).items[0]?.entitlementId ?? '', slug, ...product };
}

const pathOf = ({ order, id }: Bought, what: string) => `/v1/orders/${order.number}/deliveries/${id}${what}?key=${order.accessKey}`;

/** A call of each operation of courses, sessions and commissioned work. */
export function serviceCalls(apiOf: () => ApiUnderTest): Calls {
  const merchant = () => apiOf().as('merchant');
  const kept = <T>(make: () => Promise<T>) => { let made: Promise<T> | undefined; return () => (made ??= make()); };
  const setCourse = (productId: string, basedOn: number) => apiOf().put(`/v1/merchant/products/${productId}/course`, { ...outline, basedOn }, merchant());
  const course = kept(() => buy(apiOf(), 'clay-course', 'course', 1, ({ productId }) => setCourse(productId, 0).expect(200)));
  const lesson = async () => { const bought = await course(); return ((await apiOf().get(pathOf(bought, '/course'))).body as { modules: { lessons: { id: string }[] }[] }).modules[0]?.lessons[0]?.id ?? ''; };
  const complete = async () => apiOf().put(pathOf(await course(), `/lessons/${await lesson()}/completion`), {});
  const certify = async () => { await complete(); return apiOf().post(pathOf(await course(), '/certificate'), { name: 'Айгерім' }); };

  const aHost = { name: 'Li Wei', timeZone: 'Asia/Shanghai', bufferMinutes: 0, weekly: availability.weekly, exceptions: [], meetingLink: null };
  const addHost = () => apiOf().post('/v1/merchant/hosts', aHost, merchant());
  const host = async () => ((await addHost()).body as { id: string }).id;
  const setAvailability = (productId: string) => apiOf().put(`/v1/merchant/products/${productId}/availability`, availability, merchant());
  const sessions = kept(() => buy(apiOf(), 'kiln-hour', 'booking', 20, ({ productId }) => setAvailability(productId).expect(200)));
  const freeTimes = async () => ((await apiOf().get(pathOf(await sessions(), '/free-times'))).body as { items: { startsAt: string }[] }).items.map(({ startsAt }) => startsAt);
  let taken = 0;
  const book = async () => apiOf().post(pathOf(await sessions(), '/bookings'), { startsAt: (await freeTimes())[(taken += 2)], timeZone: 'Asia/Almaty' });
  const booking = async () => ((await book()).body as { items: { id: string; state: string; calendarUrl: string }[] }).items.findLast(({ state }) => state === 'booked') ?? { id: '', calendarUrl: '' };

  const overBooking = async () => {
    const { id } = await booking();
    await apiOf().query(`UPDATE delivery.bookings SET starts_at = now() - interval '${(taken += 2)} hours', ends_at = now() - interval '${taken - 1} hours', busy_until = now() - interval '${taken - 1} hours' WHERE id = $1`, [id]);
    return id;
  };
  const attend = (id: string) => apiOf().put(`/v1/merchant/bookings/${id}/attendance`, { state: 'attended' }, merchant());
  const heldBooking = async () => {
    const id = await overBooking();
    await attend(id);
    return id;
  };
  const contested = async () => {
    const id = await heldBooking();
    await apiOf().post(pathOf(await sessions(), `/bookings/${id}/contest`), { words: 'Nobody came.' });
    return id;
  };

  const planPath = ({ productId, variantId }: Pick<Bought, 'productId' | 'variantId'>) => `/v1/merchant/products/${productId}/variants/${variantId}/commission-plan`;
  let works = 0;
  const work = () => buy(apiOf(), `vase-to-order-${(works += 1)}`, 'commission', 1, (product) => apiOf().put(planPath(product), plan, merchant()).expect(200));
  const anyWork = kept(work);
  const briefed = async () => {
    const bought = await work();
    const { body } = await apiOf().put(pathOf(bought, '/commission/brief'), { answers: { size: 'A2' } }).expect(200);
    return { bought, milestone: (body as { milestones: { id: string }[] }).milestones[0]?.id ?? '' };
  };
  const act = (id: string, milestone: string, what: string, body: object, who = merchant()) => apiOf().post(`/v1/merchant/commissions/${id}/milestones/${milestone}/${what}`, body, who);
  const handedOver = async () => {
    const made = await briefed();
    await act(made.bought.id, made.milestone, 'hand-over', { words: 'Done', uploadIds: [] }).expect(204);
    const { body } = await apiOf().get(pathOf(made.bought, '/commission')).expect(200);
    return { ...made, handOverId: (body as { milestones: { handOverId: string }[] }).milestones[0]?.handOverId };
  };
  const sendFile = (bought: Bought) => request(apiOf().url).post(pathOf(bought, '/commission/files')).attach('files', Buffer.from('lines and a wave'), 'sketch.txt');
  const sentFile = async (bought: Bought) => ((await sendFile(bought).expect(201)).body as { items: { id: string }[] }).items[0]?.id;
  const disputed = async () => { const made = await briefed(); await act(made.bought.id, made.milestone, 'dispute', { words: 'No answer' }).expect(204); return made; };
  const withFile = async () => {
    const { bought, milestone } = await handedOver();
    const [file] = await apiOf().query<{ id: string }>(`INSERT INTO delivery.commission_files (id, note_id, file_name, content_type, size_bytes, sha256, storage_key, added_at)
      SELECT uuidv7(), n.id, 'draft.txt', a.content_type, a.size_bytes, a.sha256, a.storage_key, now() FROM delivery.milestone_notes n, (SELECT * FROM delivery.assets ORDER BY id LIMIT 1) AS a WHERE n.milestone_id = $1
      ON CONFLICT (storage_key) DO UPDATE SET note_id = excluded.note_id RETURNING id`, [milestone]);
    return { bought, fileId: file?.id ?? '' };
  };

  return {
    'GET /v1/merchant/products/:id/course': async () => apiOf().get(`/v1/merchant/products/${(await course()).productId}/course`, merchant()),
    'PUT /v1/merchant/products/:id/course': async () => {
      const { productId } = await course();
      const { body } = await apiOf().get(`/v1/merchant/products/${productId}/course`, merchant());
      const { version, modules } = body as { version: number; modules: object[] };
      return apiOf().put(`/v1/merchant/products/${productId}/course`, { basedOn: version, modules }, merchant());
    },
    'GET /v1/merchant/products/:id/learners': async () => apiOf().get(`/v1/merchant/products/${(await course()).productId}/learners?limit=1`, merchant()),
    'GET /v1/products/:slug/course': async () => apiOf().get(`/v1/products/${(await course()).slug}/course`),
    'GET /v1/products/:slug/lessons/:lessonId': async () => apiOf().get(`/v1/products/${(await course()).slug}/lessons/${await lesson()}`),
    'GET /v1/certificates/:certificateNumber': async () => apiOf().get(`/v1/certificates/${((await certify()).body as { number: string }).number}`),
    'GET /v1/orders/:number/deliveries/:entitlementId/course': async () => apiOf().get(pathOf(await course(), '/course')),
    'GET /v1/orders/:number/deliveries/:entitlementId/lessons/:lessonId': async () => apiOf().get(pathOf(await course(), `/lessons/${await lesson()}`)),
    'PUT /v1/orders/:number/deliveries/:entitlementId/lessons/:lessonId/completion': complete,
    'POST /v1/orders/:number/deliveries/:entitlementId/certificate': certify,
    'GET /v1/orders/:number/deliveries/:entitlementId/certificate': async () => { await certify(); return apiOf().get(pathOf(await course(), '/certificate')); },

    'GET /v1/merchant/products/:id/availability': async () => apiOf().get(`/v1/merchant/products/${(await sessions()).productId}/availability`, merchant()),
    'PUT /v1/merchant/products/:id/availability': async () => setAvailability((await sessions()).productId),
    'GET /v1/merchant/hosts': async () => { await addHost(); return apiOf().get('/v1/merchant/hosts', merchant()); },
    'POST /v1/merchant/hosts': addHost,
    'PUT /v1/merchant/hosts/:hostId': async () => apiOf().put(`/v1/merchant/hosts/${await host()}`, aHost, merchant()),
    'DELETE /v1/merchant/hosts/:hostId': async () => request(apiOf().url).delete(`/v1/merchant/hosts/${await host()}`).set(merchant()),
    'GET /v1/merchant/bookings': async () => { await book(); return apiOf().get('/v1/merchant/bookings?limit=1', merchant()); },
    'POST /v1/merchant/bookings/:bookingId/cancellation': async () => apiOf().post(`/v1/merchant/bookings/${(await booking()).id}/cancellation`, undefined, merchant()),
    'PUT /v1/merchant/bookings/:bookingId/attendance': async () => {
      return attend(await overBooking());
    },
    'POST /v1/merchant/bookings/:bookingId/giving-in': async () => apiOf().post(`/v1/merchant/bookings/${await contested()}/giving-in`, undefined, merchant()),
    'GET /v1/admin/contested-sessions': async () => { await contested(); return apiOf().get('/v1/admin/contested-sessions', apiOf().as('admin')); },
    'POST /v1/admin/contested-sessions/:bookingId/decision': async () => apiOf().post(`/v1/admin/contested-sessions/${await contested()}/decision`, { result: 'not_held', words: 'No host came.' }, apiOf().as('admin')),
    'POST /v1/orders/:number/deliveries/:entitlementId/bookings/:bookingId/contest': async () => apiOf().post(pathOf(await sessions(), `/bookings/${await heldBooking()}/contest`), { words: 'Nobody came.' }),
    'GET /v1/orders/:number/deliveries/:entitlementId/free-times': async () => apiOf().get(pathOf(await sessions(), '/free-times')),
    'GET /v1/orders/:number/deliveries/:entitlementId/bookings': async () => { await book(); return apiOf().get(pathOf(await sessions(), '/bookings')); },
    'POST /v1/orders/:number/deliveries/:entitlementId/bookings': book,
    'PUT /v1/orders/:number/deliveries/:entitlementId/bookings/:bookingId': async () => {
      const { id } = await booking();
      return apiOf().put(pathOf(await sessions(), `/bookings/${id}`), { startsAt: (await freeTimes()).at(-1), timeZone: 'Asia/Almaty' });
    },
    'POST /v1/orders/:number/deliveries/:entitlementId/bookings/:bookingId/cancellation': async () => apiOf().post(pathOf(await sessions(), `/bookings/${(await booking()).id}/cancellation`)),
    'GET /v1/calendar/:file': async () => apiOf().get(new URL((await booking()).calendarUrl).pathname),

    'GET /v1/merchant/products/:id/variants/:variantId/commission-plan': async () => apiOf().get(planPath(await anyWork()), merchant()),
    'PUT /v1/merchant/products/:id/variants/:variantId/commission-plan': async () => apiOf().put(planPath(await anyWork()), plan, merchant()),
    'GET /v1/merchant/commissions': async () => { await anyWork(); return apiOf().get('/v1/merchant/commissions?limit=1', merchant()); },
    'GET /v1/merchant/commissions/:entitlementId': async () => apiOf().get(`/v1/merchant/commissions/${(await anyWork()).id}`, merchant()),
    'POST /v1/merchant/commissions/:entitlementId/milestones/:milestoneId/hand-over': async () => { const { bought, milestone } = await briefed(); return act(bought.id, milestone, 'hand-over', { words: 'Done', uploadIds: [] }); },
    'POST /v1/merchant/commissions/:entitlementId/milestones/:milestoneId/dispute': async () => { const { bought, milestone } = await briefed(); return act(bought.id, milestone, 'dispute', { words: 'No answer' }); },
    'POST /v1/merchant/commissions/:entitlementId/cancellation': async () => apiOf().post(`/v1/merchant/commissions/${(await work()).id}/cancellation`, { words: 'No clay is left' }, merchant()),
    'GET /v1/merchant/commissions/:entitlementId/files/:fileId': async () => { const { bought, fileId } = await withFile(); return apiOf().get(`/v1/merchant/commissions/${bought.id}/files/${fileId}`, merchant()); },
    'GET /v1/orders/:number/deliveries/:entitlementId/commission': async () => apiOf().get(pathOf(await anyWork(), '/commission')),
    'PUT /v1/orders/:number/deliveries/:entitlementId/commission/brief': async () => apiOf().put(pathOf(await anyWork(), '/commission/brief'), { answers: { size: 'A2' } }),
    'POST /v1/orders/:number/deliveries/:entitlementId/commission/milestones/:milestoneId/acceptance': async () => { const { bought, milestone, handOverId } = await handedOver(); return apiOf().post(pathOf(bought, `/commission/milestones/${milestone}/acceptance`), { handOverId }); },
    'POST /v1/orders/:number/deliveries/:entitlementId/commission/milestones/:milestoneId/changes': async () => { const { bought, milestone } = await handedOver(); return apiOf().post(pathOf(bought, `/commission/milestones/${milestone}/changes`), { words: 'More blue' }); },
    'POST /v1/orders/:number/deliveries/:entitlementId/commission/milestones/:milestoneId/dispute': async () => { const { bought, milestone } = await handedOver(); return apiOf().post(pathOf(bought, `/commission/milestones/${milestone}/dispute`), { words: 'Not as agreed' }); },
    'GET /v1/orders/:number/deliveries/:entitlementId/commission/files/:fileId': async () => { const { bought, fileId } = await withFile(); return apiOf().get(pathOf(bought, `/commission/files/${fileId}`)); },
    'POST /v1/orders/:number/deliveries/:entitlementId/commission/files': async () => sendFile(await anyWork()),
    'POST /v1/orders/:number/deliveries/:entitlementId/commission/brief/files': async () => { const { bought } = await briefed(); return apiOf().post(pathOf(bought, '/commission/brief/files'), { fileIds: [await sentFile(bought)] }); },
    'GET /v1/admin/disputed-commissions': async () => { await disputed(); return apiOf().get('/v1/admin/disputed-commissions', apiOf().as('admin')); },
    'POST /v1/admin/commissions/:entitlementId/milestones/:milestoneId/decision': async () => {
      const { bought, milestone } = await disputed();
      return apiOf().post(`/v1/admin/commissions/${bought.id}/milestones/${milestone}/decision`, { result: 'released', words: 'It was shown to us' }, apiOf().as('admin'));
    },
  };
}
