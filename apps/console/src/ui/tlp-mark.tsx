import type { Tlp } from '#libs/contracts';
import classes from './tlp-mark.module.css';

const COLOURS: Record<Tlp, string> = {
  RED: 'red',
  'AMBER+STRICT': 'amber',
  AMBER: 'amber',
  GREEN: 'green',
  CLEAR: 'clear',
};

/** The label as FIRST draws it: coloured letters on black, in either theme. */
export const TlpMark = ({ tlp }: { tlp: Tlp }) => (
  <span className={`${classes['mark']} ${classes[COLOURS[tlp]]}`}>TLP:{tlp}</span>
);
