"""How the workbook opens JupyterLab: without news, update checks or any other call to the network."""

c = get_config()  # noqa: F821
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.handlers.announcements.NeverCheckForUpdate"
# containers run as root; the server still asks for its token
c.ServerApp.allow_root = True
