import type { Resource } from '#libs/contracts';
import classes from './resource-list.module.css';

/** What a report or an incident is about, each with its type; text of strangers, shown as it is. */
export const ResourceList = ({ resources }: { resources: readonly Resource[] }) => (
  <ul className={classes['list']}>
    {resources.map(({ type, value }) => (
      <li key={`${type} ${value}`}>
        <span className={classes['type']}>{type.replaceAll('_', ' ')}</span>{' '}
        <code className="foreign">{value}</code>
      </li>
    ))}
  </ul>
);
