import { Group, Title } from '@mantine/core';
import { useId } from 'react';
import type { ReactNode } from 'react';
import classes from './panel.module.css';

interface Props {
  title: string;
  /** For links to it. */
  id?: string;
  /** A count, a mark: beside the title. */
  beside?: ReactNode;
  /** What one does with it, to the right. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a page with its heading: a line around it, and no panel within a panel. */
export function Panel({ title, id, beside, actions, children }: Props) {
  const heading = useId();
  return (
    <section className={classes['panel']} aria-labelledby={heading} id={id}>
      <Group justify="space-between" className={classes['head']} gap="sm">
        <Group gap="sm">
          <Title order={2} id={heading}>
            {title}
          </Title>
          {beside}
        </Group>
        {actions}
      </Group>
      <div className={classes['body']}>{children}</div>
    </section>
  );
}
