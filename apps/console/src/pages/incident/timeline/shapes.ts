import type { Family } from './families.ts';

/** The outline of an entry around 0,0, `r` px from its centre: told apart without colour. */
export function shapeOf(family: Family, r: number): string {
  switch (family) {
    case 'report':
      return `M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z`;
    case 'judgement':
      return `M${-r} ${-r / 2}H${r}V${r / 2}H${-r}Z`;
    case 'state':
      return `M${-r * 0.8} ${-r * 0.8}H${r * 0.8}V${r * 0.8}H${-r * 0.8}Z`;
    case 'told':
      return `M${-r} ${-r}L${r} 0L${-r} ${r}Z`;
    case 'trouble':
      return `M${-r} ${-r}L${r} ${r}M${-r} ${r}L${r} ${-r}`;
    case 'answer':
      return `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`;
    case 'note':
      return `M${-r / 2} ${-r}H${r / 2}V${r}H${-r / 2}Z`;
  }
}
