import { useTranslation } from 'react-i18next';
import type { ImpactPictureView } from '#libs/contracts';
import { useNodeFaces } from './node-faces.ts';
import type { NodeFace } from './node-faces.ts';
import classes from './picture.module.css';

/** The picture in words: each server, its addresses, and the TLDs behind them. */
export function PictureText({ picture }: { picture: ImpactPictureView }) {
  const { t } = useTranslation('impact');
  const faces = useNodeFaces(picture);
  const reached = new Set(picture.edges.map(({ to }) => to));
  const alone = picture.groups.filter(({ id }) => !reached.has(id)).map(({ id }) => id);
  return (
    <details className={classes['text']}>
      <summary>{t('picture.asText')}</summary>
      <Branches
        ids={[...picture.servers.map(({ id }) => id), ...alone]}
        faces={faces}
        edges={picture.edges}
      />
    </details>
  );
}

interface BranchesProps {
  ids: string[];
  faces: Map<string, NodeFace>;
  edges: ImpactPictureView['edges'];
}

function Branches({ ids, faces, edges }: BranchesProps) {
  if (ids.length === 0) return null;
  return (
    <ul>
      {ids.map((id) => (
        <li key={id} className="foreign">
          {faces.get(id)?.spoken}
          <Branches
            ids={edges.filter(({ from }) => from === id).map(({ to }) => to)}
            faces={faces}
            edges={edges}
          />
        </li>
      ))}
    </ul>
  );
}
