/** Country-code TLDs of the root zone: the codes of ISO 3166-1 that are delegated, and `ac`, `eu`, `su`, `uk`. */
export const COUNTRY_CODES = `
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca cc cd cf
cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg
gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp
kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne
nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk
sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn
vu wf ws ye yt za zm zw`
  .trim()
  .split(/\s+/);

const FIRST =
  `amber apple arbor azure basil birch bloom brook cedar cliff cloud clove coral crown dawn delta dune
ember fable fern field flint forest frost garden glade grain harbor hazel heath ivory jade juniper lake lark linen maple
marble meadow mint moon oak olive pearl pine plum quill river rose sage silk spruce stone tide willow`.split(
    /\s+/,
  );
const SECOND =
  `art bakery bank bike book cafe camp care coach craft dance farm film fund games goods hotel house kitchen lab
law market media music news office park photo press school shop sport studio tax team tours toys trade travel wine works`.split(
    /\s+/,
  );

/** As many generic-looking labels as are wanted, all different, in a fixed order. */
export function genericLabels(count: number): string[] {
  const labels = [...FIRST, ...SECOND, ...SECOND.flatMap((second) => FIRST.map((first) => first + second))];
  return labels.slice(0, count);
}
