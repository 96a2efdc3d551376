import { NavLink, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TemplateSummaryView } from '#libs/contracts';
import classes from './templates.module.css';

interface Props {
  templates: TemplateSummaryView[];
  /** Name of the one that is shown. */
  shown: string;
}

/** Notices, which a person chooses, apart from letters, which go out for a reason of their own. */
export function TemplateList({ templates, shown }: Props) {
  const { t } = useTranslation('templates');
  return (
    <nav className={classes['list']} aria-label={t('list')}>
      {(['notice', 'letter'] as const).map((kind) => (
        <section key={kind} aria-label={t(`kind.${kind}`)}>
          <Title order={2} className={classes['kind']}>
            {t(`kind.${kind}`)}
          </Title>
          {templates
            .filter((template) => template.kind === kind)
            .map(({ name }) => (
              <NavLink
                key={name}
                component={Link}
                to={`/templates/${name}`}
                label={t(`name.${name}`, { defaultValue: name })}
                active={name === shown}
                aria-current={name === shown ? 'page' : undefined}
                className={classes['item'] ?? ''}
              />
            ))}
        </section>
      ))}
    </nav>
  );
}
