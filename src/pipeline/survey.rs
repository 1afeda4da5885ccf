//! The site that the sources make, before any page is made: for whoever adds to it.

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use super::read::{self, ReadHead, Sources};
use super::{Outcome, Pipeline, Report, Request, STACK};
use crate::base::{Diagnostic, SourcePath};
use crate::disk::Files;
use crate::model::Site;
use crate::parse::head::HeadSettings;
use crate::scan;

impl Pipeline {
    /// The site of the sources below `request.root` and of `added` ones, which need not be on the disk. Drafts and what is
    /// not yet due belong to it. What is wrong goes to `report`; sources that cannot be read are left out.
    ///
    /// # Errors
    /// There is no site, its settings have errors, or the disk refused.
    pub fn survey(
        &self,
        files: &dyn Files,
        request: &Request,
        added: &[(SourcePath, String)],
        report: &mut Report,
    ) -> Result<Site, Outcome> {
        let request = Request {
            drafts: true,
            future: true,
            ..request.clone()
        };
        let mut tree = scan::scan(files, &request.root)?;
        read::sort_texts(files, &request, &mut tree)?;
        let config = self.configure(files, &request, &tree, report)?;
        let loaded = self.load_theme(files, &request, &config, &tree, None)?;
        tree.documents.extend(added.iter().map(|(path, _)| path.clone()));
        tree.documents.sort();

        let settings = self.settle(&tree, config, &loaded.theme, None, report)?;
        let languages = settings.config.owned_tags();
        let of_heads = HeadSettings {
            taxonomies: &settings.config.taxonomies,
            languages: &languages,
            math: settings.config.markdown.has_formulas(),
        };
        let bytes = |path: &SourcePath| match added.iter().find(|(new, _)| new == path) {
            Some((_, text)) => Ok(text.clone().into_bytes()),
            None => files.read(&request.root.join(path.as_str())),
        };
        let one = |path: &SourcePath| Ok::<_, Outcome>(self.head(path, &bytes(path)?, &of_heads));
        let threads = ThreadPoolBuilder::new().stack_size(STACK).build();
        let threads = threads.map_err(|error| Outcome::Environment(format!("cannot start threads: {error}")))?;
        threads.install(|| {
            let heads = tree.documents.par_iter().map(one);
            let heads: Vec<Result<ReadHead, Diagnostic>> = heads.collect::<Result<_, _>>()?;
            let mut problems = Vec::new();
            let sources = Sources::gather(tree.documents.iter().zip(&heads), &mut problems);
            report.found(&problems);
            let resolved = settings.resolve(&settings.frame(&loaded), &sources, &tree, &request, None);
            report.found(&resolved.diagnostics);
            report.finish();
            Ok(resolved.site)
        })
    }
}
