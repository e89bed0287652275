from sharedground.lsp import pages
from sharedground.lsp.documents import Snapshot
from sharedground.lsp.drafts import Kind, kind_of
from sharedground.lsp.positions import Encoding


def test_a_rules_page_is_not_read_as_a_draft_for_it_quotes_what_the_rule_points_at():
    page = pages.folder() / "guilt" / "confession-ritual.md"
    beside = pages.folder().parent / "draft.md"
    kinds = [kind_of(Snapshot(path.as_uri(), "", 1, "markdown", Encoding.Utf8)) for path in (page, beside)]
    assert kinds == [Kind.OTHER, Kind.DRAFT]
